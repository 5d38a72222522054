import { IconPlugConnectedX } from '@tabler/icons-react'
import { useStanding } from '../client/connection.ts'
import classes from './connection-bar.module.css'

const TITLES = { offline: 'You are offline.', silent: 'The server does not answer.' }

/** Says what an interrupted connection means, and goes by itself. Loaded with the first page: later it could not be. */
export function ConnectionBar() {
  const standing = useStanding()
  return (
    <div role="status" className={classes.place}>
      {standing !== 'up' && (
        <div className={classes.bar}>
          <IconPlugConnectedX size={18} stroke={1.7} className={classes.icon} aria-hidden />
          <span>
            <b>{TITLES[standing]}</b> What is loaded can be read. Edits wait in their form and are saved when
            the connection is back; everything else cannot be done until then.
          </span>
        </div>
      )}
    </div>
  )
}
