import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, isProblem, type Permission, type SessionView, type SignInRequest } from './api';
import { setClock } from './clock';
import { setHomeZone } from './time';

export const sessionKey = ['/session'];

/** The caller's session; null when nobody is signed in. Re-read now and then to follow the server's clock. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: readSession,
    staleTime: 60_000,
    refetchInterval: 60_000,
    retry: (count, error) => !isProblem(error) && count < 2,
  });
}

async function readSession(): Promise<SessionView | null> {
  try {
    return adopt(await api.get<SessionView>('/session'));
  } catch (error) {
    if (isProblem(error) && error.status === 401) return null;
    throw error;
  }
}

function adopt(session: SessionView): SessionView {
  setClock(session.clock);
  setHomeZone(session.institution.zone);
  return session;
}

/** The session of a page behind sign-in: the shell renders those only when there is one. */
export function useMe(): SessionView {
  const { data } = useSession();
  if (!data) throw new Error('This view stands behind sign-in.');
  return data;
}

export function useSignIn() {
  const client = useQueryClient();
  return useCallback(
    async (request: SignInRequest) => {
      const session = adopt(await api.post<SessionView>('/session', request));
      client.setQueryData(sessionKey, session);
      return session;
    },
    [client],
  );
}

export function useSignOut() {
  const client = useQueryClient();
  return useCallback(async () => {
    await api.del('/session');
    client.clear();
    client.setQueryData(sessionKey, null);
  }, [client]);
}

export function allows(session: SessionView | null | undefined, anyOf: readonly Permission[]): boolean {
  return anyOf.length === 0 || anyOf.some((permission) => session?.permissions.includes(permission));
}

/** Whether the caller holds any of these. It hides what would be refused; the server decides. */
export function useCan(...anyOf: Permission[]): boolean {
  return allows(useSession().data, anyOf);
}
