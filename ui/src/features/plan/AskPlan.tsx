import { App, Button, DatePicker, Select, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel, ContactPlanView } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { localTime } from '@/lib/time';
import { usePlanActs } from './usePlans';

const channels: Channel[] = ['call', 'ai-call', 'prerecorded', 'sms', 'im', 'email', 'letter', 'visit'];
const buckets = ['M0', 'M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'M6+'];
const dayFormat = 'YYYY-MM-DD';

type Props = { onMade: (plan: ContactPlanView) => void };

/** Which hours of which day, by which channels: times are meant in each person's own zone. */
export function AskPlan({ onMade }: Props) {
  const { t } = useTranslation('plan');
  const { message } = App.useApp();
  const { make } = usePlanActs();
  const [day, setDay] = useState<Dayjs>(() => dayjs(localTime(serverNow())));
  const [hours, setHours] = useState<[Dayjs, Dayjs]>([dayjs('2000-01-01T08:00'), dayjs('2000-01-01T22:00')]);
  const [wanted, setWanted] = useState<Channel[]>(['call', 'sms']);
  const [bucket, setBucket] = useState<string>();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      const date = day.format(dayFormat);
      const staffed = wanted.includes('visit') ? { place: 'home', staffCount: 2 } : {};
      onMade(
        await make({
          from: `${date}T${hours[0].format('HH:mm')}`,
          to: `${date}T${hours[1].format('HH:mm')}`,
          channels: wanted,
          bucket: bucket ?? null,
          ...staffed,
        }),
      );
    } catch (error) {
      message.error(problemText(t, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="dl-card pl-ask" aria-label={t('ask')}>
      <Field label={t('day')}>
        <DatePicker
          value={day}
          onChange={(value) => value && setDay(value)}
          allowClear={false}
          disabledDate={past}
        />
      </Field>
      <Field label={t('hours')}>
        <TimePicker.RangePicker
          value={hours}
          format="HH:mm"
          minuteStep={15}
          allowClear={false}
          needConfirm={false}
          onChange={(value) => value?.[0] && value[1] && setHours([value[0], value[1]])}
        />
      </Field>
      <Field label={t('channels')} wide>
        <Select
          mode="multiple"
          value={wanted}
          onChange={setWanted}
          aria-label={t('channels')}
          options={channels.map((value) => ({ value, label: labelOf(t, 'channel', value) }))}
        />
      </Field>
      <Field label={t('bucket')}>
        <Select
          allowClear
          value={bucket}
          onChange={setBucket}
          placeholder={t('anyBucket')}
          aria-label={t('bucket')}
          options={buckets.map((value) => ({ value, label: value }))}
        />
      </Field>
      <Button type="primary" onClick={run} loading={busy} disabled={wanted.length === 0}>
        {t('make')}
      </Button>
      <p className="dl-muted">{t('localHint')}</p>
    </section>
  );
}

function past(date: Dayjs): boolean {
  return date.format(dayFormat) < localTime(serverNow()).slice(0, 10);
}

function Field({ label, wide, children }: { label: string; wide?: boolean; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className={wide ? 'wide' : ''}>
      <span className="pl-label">{label}</span>
      {children}
    </label>
  );
}
