import { useQuery } from '@tanstack/react-query';
import { api, type GrantView, type Page, type RoleView, type TeamView, type TokenView } from '@/lib/api';

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
export const useRoles = () => useRows<RoleView>('/roles');
