import type { Ad } from '../campaign-parts.ts'
import type { Finding } from '../publication.ts'
import type { AdRule } from './ad-rule.ts'
import { api, error } from './finding.ts'
import { notForType } from './not-for-type.ts'

export function* checkVideos({ youtubeVideos }: Ad, path: string, rule: AdRule): Generator<Finding> {
  const count = youtubeVideos.length
  if (rule.videos === undefined) {
    if (count > 0) yield notForType(path, 'videos', rule)
    return
  }
  const { min, max, source } = rule.videos
  if (count < min) {
    yield error({
      path,
      code: 'video_required',
      message: 'The ad has no video.',
      fix: 'Add a video that stands at YouTube, by its id or address.',
      source,
    })
  } else if (count > max) {
    yield error({
      path,
      code: 'too_many_videos',
      message: `There are ${count} videos; Google allows ${max}.`,
      fix: `Take out ${count - max}.`,
      source,
    })
  }
  const seen = new Set<string>()
  for (const [index, video] of youtubeVideos.entries()) {
    if (seen.has(video)) {
      yield error({
        path: `${path}[${index}]`,
        code: 'video_duplicate',
        message: 'The same video stands twice in the list.',
        fix: 'Take one out.',
        source: api('AssetLinkError, the same asset twice in one field'),
      })
    }
    seen.add(video)
  }
}
