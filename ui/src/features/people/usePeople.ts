import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  api,
  type GrantView,
  type InstitutionStandingView,
  type Page,
  type RoleView,
  type StaffStandingView,
  type TeamView,
  type TokenView,
} from '@/lib/api';

/** Short lists answer whole; long ones page by page. Both are read as rows here. */
function rowsOf<T>(answer: T[] | Page<T>): T[] {
  return Array.isArray(answer) ? answer : answer.items;
}

function useRows<T>(path: string) {
  return useQuery({
    queryKey: [path, 'rows'],
    queryFn: async ({ signal }) => rowsOf(await api.get<T[] | Page<T>>(path, { signal })),
  });
}

export const useTeams = () => useRows<TeamView>('/teams');
export const useTokens = () => useRows<TokenView>('/tokens');
export const useGrants = () => useRows<GrantView>('/tokens/grants');
export function useInstitutionStanding() {
  return useQuery({
    queryKey: ['/institution/standing'],
    queryFn: ({ signal }) => api.get<InstitutionStandingView>('/institution/standing', { signal }),
  });
}

/** What is known of each staff member as a sender, by id; those of whom nothing was stated are not in it. */
export function useStaffStandings(): Map<string, StaffStandingView> {
  const rows = useRows<StaffStandingView>('/staff/standings').data;
  return useMemo(() => new Map(rows?.map((one) => [one.staffId, one])), [rows]);
}

export const useRoles = () => useRows<RoleView>('/roles');
