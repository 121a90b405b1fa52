import type { ModelPublicationView } from '@/lib/api';
import { CopyId } from '@/ui/CopyId';
import { Proposed } from '@/ui/Proposed';

/** A version proposed as champion. Neither who proposed it nor who had it trained may publish it. */
export function Publication({ publication: one }: { publication: ModelPublicationView }) {
  return (
    <Proposed
      proposal={one}
      words="models"
      permission="model.approve"
      path="/models/publications"
      head={<CopyId value={one.hash} head={17} />}
    />
  );
}
