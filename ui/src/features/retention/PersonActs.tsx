import { Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetentionPersonView } from '@/lib/api';
import { useServerNow } from '@/lib/clock';
import { useCan } from '@/lib/session';
import { AskErasure } from './AskErasure';
import { PlaceHold } from './PlaceHold';

/** What may be done about a person: ask for their erasure, or hold it back. */
export function PersonActs({ person }: { person: RetentionPersonView }) {
  const { t } = useTranslation('retention');
  const mayAsk = useCan('erasure.request');
  const mayHold = useCan('legal-hold.place');
  const now = useServerNow(60_000);
  const [open, setOpen] = useState<'term' | 'person-request' | 'hold'>();
  if (person.state === 'erased') return null;
  const due = !person.held && person.dueAt !== null && Date.parse(person.dueAt) <= now;
  const asked = person.requestId !== null;
  return (
    <Space wrap size={4}>
      {mayAsk && due && !asked && (
        <Button size="small" onClick={() => setOpen('term')}>
          {t('ask.term')}
        </Button>
      )}
      {mayAsk && !due && !asked && (
        <Button size="small" onClick={() => setOpen('person-request')}>
          {t('ask.person')}
        </Button>
      )}
      {mayHold && (
        <Button size="small" onClick={() => setOpen('hold')}>
          {t('hold.place')}
        </Button>
      )}
      {(open === 'term' || open === 'person-request') && (
        <AskErasure person={person} basis={open} onClose={() => setOpen(undefined)} />
      )}
      {open === 'hold' && <PlaceHold person={person} onClose={() => setOpen(undefined)} />}
    </Space>
  );
}
