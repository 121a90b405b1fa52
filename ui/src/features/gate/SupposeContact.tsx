import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssumedContact, Channel } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import { labelOf } from '@/lib/label';
import { homeZoneName, instantOf, localTime } from '@/lib/time';
import { canReach, channels } from './channels';
import type { Question } from './useQuestion';

type Props = { question: Question; onAdd: (contact: AssumedContact) => void; onCancel: () => void };

const shape = 'YYYY-MM-DDTHH:mm';
const hourMs = 3_600_000;
const spoken = ['no-answer', 'busy', 'voicemail', 'conversation', 'effective-talk', 'refused', 'dropped'];
const written = ['delivered', 'bounced', 'replied', 'refused'];
const outcomes: Record<Channel, string[]> = {
  call: spoken,
  'ai-call': spoken,
  prerecorded: spoken,
  sms: written,
  im: written,
  email: written,
  letter: written,
  visit: ['no-answer', 'conversation', 'effective-talk', 'refused'],
};

/** A contact as if it had been made: when, how, and what came of it. */
export function SupposeContact({ question, onAdd, onCancel }: Props) {
  const { t } = useTranslation('gate');
  const zone = question.zone ?? homeZoneName();
  const [channel, setChannel] = useState<Channel>(question.channel);
  const [outcome, setOutcome] = useState<string | undefined>(outcomes[question.channel][0]);
  const [direction, setDirection] = useState('outbound');
  const [at, setAt] = useState(() => localTime(serverNow() - hourMs, zone));
  const points = question.person?.points.filter((point) => canReach(channel, point.kind)) ?? [];
  const point = points.find((one) => one.id === question.point?.id) ?? points[0];
  return (
    <form
      className="gt-form"
      onSubmit={(event) => {
        event.preventDefault();
        const instant = Math.min(Date.parse(instantOf(at, zone)), serverNow());
        onAdd({
          channel,
          at: new Date(instant).toISOString(),
          outcome: outcome ?? null,
          direction,
          contactPointId: point?.id ?? null,
        });
      }}
    >
      <Select
        value={channel}
        aria-label={t('channel')}
        onChange={(word) => {
          setChannel(word);
          setOutcome(outcomes[word][0]);
        }}
        options={channels.map((value) => ({ value, label: labelOf(t, 'channel', value) }))}
      />
      <DatePicker
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format="YYYY-MM-DD HH:mm"
        allowClear={false}
        aria-label={t('madeAt')}
        value={dayjs(at)}
        onChange={(moment) => moment && setAt(moment.format(shape))}
        disabledDate={(date) => date.isAfter(dayjs(localTime(serverNow(), zone)), 'day')}
      />
      <Select
        allowClear
        value={outcome}
        placeholder={t('noOutcome')}
        aria-label={t('outcome')}
        onChange={setOutcome}
        options={outcomes[channel].map((value) => ({ value, label: labelOf(t, 'outcome', value) }))}
      />
      <Select
        value={direction}
        aria-label={t('direction')}
        onChange={setDirection}
        options={[
          { value: 'outbound', label: t('outbound') },
          { value: 'inbound', label: t('inbound') },
        ]}
      />
      <Button type="primary" htmlType="submit">
        {t('add')}
      </Button>
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </form>
  );
}
