import { Form, type FormInstance, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { labelOf } from '@/lib/label';
import { channels } from '../gate/channels';
import { consentScopes, type FactForm, needOf } from './facts';
import { HoursInput } from './HoursInput';
import type { CasePerson } from './peopleOf';

type Props = { kind: string | undefined; people: CasePerson[]; form: FormInstance<FactForm> };

/** The one further thing a kind of fact must say. */
export function FactDetail({ kind, people, form }: Props) {
  const { t } = useTranslation('cases');
  const personId = Form.useWatch('personId', form);
  const need = needOf(kind);
  const required = [{ required: true, message: t('fact.detailMissing') }];
  if (need === 'hours')
    return (
      <Form.Item name="hours" label={t('fact.hours')} rules={required} initialValue={['09:00', '12:00']}>
        <HoursInput />
      </Form.Item>
    );
  if (need === null) return null;
  const points = people.find((one) => one.id === personId)?.points ?? [];
  const options = {
    scope: consentScopes.map((value) => ({ value, label: labelOf(t, 'factScope', value) })),
    channel: channels.map((value) => ({ value, label: labelOf(t, 'channel', value) })),
    contactPoint: points.map((point) => ({
      value: point.id,
      label: `${labelOf(t, 'pointKind', point.kind)} ${point.masked}`,
    })),
  }[need];
  const name = need === 'contactPoint' ? 'contactPointId' : need;
  return (
    <Form.Item name={name} label={t(`fact.${need}`)} rules={required}>
      <Select options={options} />
    </Form.Item>
  );
}
