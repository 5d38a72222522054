import { IconHandStop } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { activeStopsQuery } from '../client/stop-queries.ts'
import { stopped, stopSummary } from '../ui/stop-words.ts'
import classes from './stop-banner.module.css'

/** On every page, for as long as a stop is on or being restored. */
export function StopBanner() {
  const stops = useQuery(activeStopsQuery).data?.items ?? []
  return (
    <div role="status">
      {stops.map((stop) => (
        <div key={stop.id} className={`${classes.banner} ${stop.state === 'ON' ? '' : classes.restoring}`}>
          <IconHandStop size={18} aria-hidden />
          <b>{stop.state === 'ON' ? `${stopped(stop)}.` : 'What was stopped is being restored.'}</b>
          <span>
            {stopSummary(stop)}
            {stop.state === 'ON' && ' Nothing is published or resumed.'}
            {stop.reason !== null && ` Reason: ${stop.reason}`}
          </span>
          <Link to="/stops/$stopId" params={{ stopId: stop.id }}>
            Look and restore
          </Link>
        </div>
      ))}
    </div>
  )
}
