import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'

const keyOf = (pathname: string) => `gacm.link-token:${pathname}`

/**
 * The token of a one-time link. It stands after the "#", which no browser sends and so no proxy writes down; links made
 * earlier have it after the "?". Once read it is taken out of the address, and kept in this tab for a reload.
 */
export function useLinkToken(): string | undefined {
  const navigate = useNavigate()
  const { pathname, hash, searchStr } = useLocation()
  const inAddress = new URLSearchParams(hash).get('token') ?? new URLSearchParams(searchStr).get('token')
  const token = inAddress || undefined
  useEffect(() => {
    if (token === undefined) return
    sessionStorage.setItem(keyOf(pathname), token)
    void navigate({ to: pathname, search: {}, replace: true })
  }, [token, pathname, navigate])
  return token ?? sessionStorage.getItem(keyOf(pathname)) ?? undefined
}
