import { useTranslation } from 'react-i18next';
import type { FindingStatus } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { StatusDot, type Tone } from '@/ui/StatusDot';

const tones: Record<FindingStatus, Tone> = {
  open: 'busy',
  upheld: 'bad',
  overturned: 'quiet',
  unclear: 'warn',
  withdrawn: 'quiet',
};

export function FindingStatusDot({ status }: { status: FindingStatus }) {
  const { t } = useTranslation();
  return <StatusDot tone={tones[status]}>{labelOf(t, 'findingStatus', status)}</StatusDot>;
}
