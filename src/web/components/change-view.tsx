import type { SavedView } from '../../contract/saved-views.ts'
import { call, etagOf } from '../client/call.ts'
import { ViewDialog, type ViewDialogProps } from './view-dialog.tsx'

/** Names a view anew, or gives it to the team or back to oneself. */
export function ChangeView({ view, ...props }: ViewDialogProps & { view: SavedView }) {
  return (
    <ViewDialog
      {...props}
      title={`Change “${view.name}”`}
      button="Save"
      first={view}
      text="What it shows stays as it is."
      save={async ({ name, team }) => {
        const { id, version } = view
        // Given to another owner it has another id.
        const kept = await call('editSavedView', {
          params: { id },
          body: { name, team },
          ifMatch: etagOf(version),
        })
        return kept.id
      }}
    />
  )
}
