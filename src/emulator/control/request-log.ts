export interface LoggedRequest {
  at: string
  method: string
  path: string
  requestId: string
  /** The HTTP status; `lost` and `reset` where no answer was sent. */
  status: number | 'lost' | 'reset' | 'open'
  loginCustomerId: string | undefined
  bodySha256: string
  bodyBytes: number
  fault: string | undefined
}

const KEPT = 1000

/** The last requests that arrived, oldest first, so that a test can count what was really sent. */
export class RequestLog {
  #requests: LoggedRequest[] = []

  add(request: LoggedRequest): LoggedRequest {
    this.#requests.push(request)
    if (this.#requests.length > KEPT) this.#requests.shift()
    return request
  }

  list(): readonly LoggedRequest[] {
    return this.#requests
  }

  clear(): void {
    this.#requests = []
  }
}
