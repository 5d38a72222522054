import type { SavedViewDefinition } from '../../contract/saved-views.ts'
import { call } from '../client/call.ts'
import { ViewDialog, type ViewDialogProps } from './view-dialog.tsx'

/** Gives the table as it stands a name. */
export function KeepView({ definition, ...props }: ViewDialogProps & { definition: SavedViewDefinition }) {
  return (
    <ViewDialog
      {...props}
      title="Keep as a new view"
      button="Keep the view"
      first={{ name: '', team: false }}
      text="It keeps the search, the filters, the order, and the columns with their widths."
      save={async ({ name, team }) =>
        (await call('createSavedView', { body: { name, team, definition } })).id
      }
    />
  )
}
