import type { AlertView } from '@/lib/api';

/** Where an alert is looked into: the finding in its conversation, or how the model drifts. */
export function placeOf({ conversationId, findingId, model }: AlertView) {
  return conversationId !== null
    ? ({
        to: '/conversations/$id',
        params: { id: conversationId },
        search: { finding: findingId ?? undefined },
      } as const)
    : ({ to: '/models', search: { name: model?.name, part: 'watch' } } as const);
}
