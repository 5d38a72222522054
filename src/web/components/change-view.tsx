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
        const { id, definition, isDefault, version } = view
        if (team === view.team) {
          await call('editSavedView', { params: { id }, body: { name }, ifMatch: etagOf(version) })
          return id
        }
        // Whose it is belongs to what it is: another one takes its place, and only then does this one go.
        const body = { name, team, definition, isDefault: isDefault && !team }
        const made = await call('createSavedView', { body })
        await call('deleteSavedView', { params: { id }, ifMatch: etagOf(version) })
        return made.id
      }}
    />
  )
}
