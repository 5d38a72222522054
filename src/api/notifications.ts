import { routes } from '../contract/routes.ts'
import {
  changeNotificationPreferences,
  listNotifications,
  readNotification,
  readNotificationPreferences,
  readNotifications,
} from '../domain/notifications.ts'
import { endpoint } from './endpoint.ts'

/** What a person is told. */
export const notificationEndpoints = {
  listNotifications: endpoint(routes.listNotifications, ({ ctx, actor, query }) =>
    listNotifications(ctx, actor, query),
  ),
  readNotification: endpoint(routes.readNotification, ({ ctx, actor, params }) =>
    readNotification(ctx, actor, params.id),
  ),
  readNotifications: endpoint(routes.readNotifications, ({ ctx, actor, body }) =>
    readNotifications(ctx, actor, body),
  ),
  readNotificationPreferences: endpoint(routes.readNotificationPreferences, ({ ctx, actor }) =>
    readNotificationPreferences(ctx, actor),
  ),
  changeNotificationPreferences: endpoint(routes.changeNotificationPreferences, ({ ctx, actor, body }) =>
    changeNotificationPreferences(ctx, actor, body.wanted),
  ),
}
