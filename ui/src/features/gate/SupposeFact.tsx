import { Button, Input, Select, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssumedFact } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { channels } from './channels';
import type { Question } from './useQuestion';

type Props = { question: Question; onAdd: (fact: AssumedFact) => void; onCancel: () => void };

const kinds = [
  'consent',
  'agreement',
  'inconvenient',
  'medium-stop',
  'cease',
  'refusal',
  'attorney',
  'dispute',
  'bankruptcy',
  'plan-signed',
  'deceased',
  'invalid-number',
  'unreachable-evidence',
  'residence',
];
const scopes = ['hours', 'frequency', 'text', 'place', 'call-back', 'third-party', 'direct-contact'];
const forms = ['written', 'oral'];
const needsScope = ['consent', 'agreement'];

/** A fact as if it had been recorded; it counts from now. */
export function SupposeFact({ question, onAdd, onCancel }: Props) {
  const { t } = useTranslation('gate');
  const [kind, setKind] = useState('cease');
  const [scope, setScope] = useState('hours');
  const [place, setPlace] = useState('US-MA');
  const [form, setForm] = useState<string>('written');
  const [channel, setChannel] = useState<string>(question.channel);
  const [hours, setHours] = useState<[string, string]>(['12:00', '14:00']);
  const [about, setAbout] = useState(question.person?.id);
  const debtor = question.people[0];
  return (
    <form
      className="gt-form"
      onSubmit={(event) => {
        event.preventDefault();
        const toOther = kind === 'consent' && (scope === 'third-party' || scope === 'direct-contact');
        onAdd({
          kind,
          form,
          personId: about ?? null,
          scope: needsScope.includes(kind) ? scope : kind === 'residence' ? place : null,
          channel: kind === 'medium-stop' ? channel : null,
          contactPointId: kind === 'invalid-number' ? (question.point?.id ?? null) : null,
          from: kind === 'inconvenient' ? hours[0] : null,
          to: kind === 'inconvenient' ? hours[1] : null,
          toPersonId: toOther ? (question.person?.id ?? null) : null,
        });
      }}
    >
      <Select
        value={kind}
        aria-label={t('factKind')}
        onChange={setKind}
        options={kinds
          .filter((value) => value !== 'invalid-number' || question.point)
          .map((value) => ({ value, label: labelOf(t, 'factKind', value) }))}
      />
      {question.people.length > 1 && debtor && (
        <Select
          value={about}
          aria-label={t('factAbout')}
          onChange={setAbout}
          options={question.people.map((one) => ({
            value: one.id,
            label: `${one.name} · ${labelOf(t, 'partyRole', one.role)}`,
          }))}
        />
      )}
      {needsScope.includes(kind) && (
        <Select
          value={scope}
          aria-label={t('factScope')}
          onChange={setScope}
          options={scopes.map((value) => ({ value, label: labelOf(t, 'factScope', value) }))}
        />
      )}
      {kind === 'residence' && (
        <Input
          value={place}
          aria-label={t('placeCode')}
          placeholder="US-MA"
          required
          maxLength={6}
          pattern="[A-Z]{2}(-[A-Z0-9]{1,3})?"
          title={t('placeCode')}
          onChange={(event) => setPlace(event.target.value.toUpperCase())}
        />
      )}
      {kind === 'medium-stop' && (
        <Select
          value={channel}
          aria-label={t('channel')}
          onChange={setChannel}
          options={channels.map((value) => ({ value, label: labelOf(t, 'channel', value) }))}
        />
      )}
      {kind === 'inconvenient' && (
        <TimePicker.RangePicker
          format="HH:mm"
          minuteStep={15}
          order={false}
          allowClear={false}
          aria-label={t('factHours')}
          value={[dayjs(`2000-01-01T${hours[0]}`), dayjs(`2000-01-01T${hours[1]}`)]}
          onChange={(range) =>
            range?.[0] && range[1] && setHours([range[0].format('HH:mm'), range[1].format('HH:mm')])
          }
        />
      )}
      <Select
        value={form}
        aria-label={t('factForm')}
        onChange={setForm}
        options={forms.map((value) => ({ value, label: labelOf(t, 'factForm', value) }))}
      />
      <Button type="primary" htmlType="submit">
        {t('add')}
      </Button>
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </form>
  );
}
