import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Route, routes } from '../contract/routes.ts'
import { plainProblem, type ProblemAnswer } from './errors.ts'
import { isPage, type SendPage } from './web-files.ts'

const ROUTES = Object.values(routes as Record<string, Route>).map((route) => ({
  method: route.method,
  pattern: new RegExp(`^/api/v1${route.path.replace(/:\w+/g, '[^/]+')}/?$`),
}))

/** Unknown paths: a page of the interface, a known path with the wrong method, or nothing. */
export function registerNotFound(app: FastifyInstance, sendPage: SendPage | undefined): void {
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0]!
    if (sendPage !== undefined && isPage(request.method, path)) return await sendPage(reply)
    return await sendProblem(reply, notFound(request, path))
  })
}

export function sendProblem(reply: FastifyReply, { status, headers, problem }: ProblemAnswer): FastifyReply {
  return reply.code(status).headers(headers).send(JSON.stringify(problem))
}

function notFound(request: FastifyRequest, path: string): ProblemAnswer {
  const methods = ROUTES.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
  if (methods.length === 0) {
    return plainProblem(
      404,
      'not_found',
      `There is nothing at ${request.method} ${path.slice(0, 200)}.`,
      request.id,
    )
  }
  const allow = [...new Set(methods)].join(', ')
  const detail = `${request.method} is not possible here. Possible: ${allow}.`
  const problem = plainProblem(405, 'method_not_allowed', detail, request.id)
  return { ...problem, headers: { ...problem.headers, allow } }
}
