import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  api,
  type ModelMaterialView,
  type ModelPublicationView,
  type ModelSummaryView,
  type ModelTrainingRequest,
  type ModelTrainingView,
  type ModelView,
  type ModelWatchView,
  type Page,
} from '@/lib/api';
import { isOpen } from '@/ui/Runs';

const root = '/models';
const path = (name: string) => `${root}/${encodeURIComponent(name)}`;

/** Every model by its name, with its champion. */
export function useModels() {
  return useQuery({
    queryKey: [root, 'list'],
    queryFn: ({ signal }) => api.get<ModelSummaryView[]>(root, { signal }),
    refetchInterval: 60_000,
  });
}

/** One model with all its versions and proposals. */
export function useModel(name: string) {
  return useQuery({
    queryKey: [root, 'one', name],
    queryFn: ({ signal }) => api.get<ModelView>(path(name), { signal }),
    refetchInterval: 60_000,
  });
}

/** How the champion does on live traffic. */
export function useWatch(name: string) {
  return useQuery({
    queryKey: [root, 'watch', name],
    queryFn: ({ signal }) => api.get<ModelWatchView>(`${path(name)}/watch`, { signal }),
    refetchInterval: 60_000,
  });
}

/** What there is to learn from in a period. */
export function useMaterial(from: string, to: string) {
  return useQuery({
    queryKey: [root, 'material', from, to],
    queryFn: ({ signal }) => api.get<ModelMaterialView>(`${root}/material`, { query: { from, to }, signal }),
  });
}

export function useTrainings() {
  const client = useQueryClient();
  return useQuery({
    queryKey: [root, 'trainings'],
    queryFn: async ({ signal }) => {
      const before = client.getQueryData<Page<ModelTrainingView>>([root, 'trainings']);
      const now = await api.get<Page<ModelTrainingView>>(`${root}/trainings`, { signal });
      // One has ended: there may be a new version.
      if (before?.items.some(isOpen) && !now.items.some(isOpen)) {
        client.invalidateQueries({ queryKey: [root, 'list'] });
        client.invalidateQueries({ queryKey: [root, 'one'] });
      }
      return now;
    },
    refetchInterval: (query) => (query.state.data?.items.some(isOpen) ? 2_000 : false),
  });
}

function useChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [root] });
}

export function useTrain() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (request: ModelTrainingRequest) => api.post<ModelTrainingView>(`${root}/trainings`, request),
    onSuccess: changed,
  });
}

export function useStop(id: string) {
  const changed = useChanged();
  return useMutation({
    mutationFn: () => api.post<ModelTrainingView>(`${root}/trainings/${id}/cancel`, {}),
    onSettled: changed,
  });
}

export function usePropose() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (request: { versionId: string; reason: string }) =>
      api.post<ModelPublicationView>(`${root}/publications`, request),
    onSuccess: changed,
  });
}
