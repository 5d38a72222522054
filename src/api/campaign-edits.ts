import { AppError } from '../base/errors.ts'
import { routes } from '../contract/routes.ts'
import { endpoint } from './endpoint.ts'

const notYet = (): never => {
  throw new AppError('unavailable', 'Not built yet.')
}

/** Many campaigns edited as one. */
export const campaignEditEndpoints = {
  editCampaigns: endpoint(routes.editCampaigns, async () => notYet()),
  listCampaignEdits: endpoint(routes.listCampaignEdits, async () => notYet()),
  undoCampaignEdit: endpoint(routes.undoCampaignEdit, async () => notYet()),
}
