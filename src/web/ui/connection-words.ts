import type { ConnectionCheck, GoogleConnection } from '../../contract/google-connections.ts'

export const CONNECTION_STATE_WORDS: Record<GoogleConnection['state'], { label: string; color: string }> = {
  CONNECTED: { label: 'Connected', color: 'green' },
  BROKEN: { label: 'Refused by Google', color: 'red' },
  DISCONNECTED: { label: 'Disconnected', color: 'gray' },
}

export const CONNECTION_KIND_WORDS: Record<GoogleConnection['kind'], string> = {
  OAUTH: 'by consent',
  SERVICE_ACCOUNT: 'by service account',
}

export const OUTCOME_WORDS: Record<ConnectionCheck['outcome'], { label: string; color: string }> = {
  MET: { label: 'In order', color: 'green' },
  MISSING: { label: 'Missing', color: 'red' },
  NOT_CHECKED: { label: 'Not checked', color: 'gray' },
}

export const ACCESS_OPTIONS = [
  { value: 'FULL', label: 'Read and change' },
  { value: 'READ_ONLY', label: 'Only read' },
] as const
