import { DatePicker, Form, type FormInstance, Input, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { channels } from '../gate/channels';
import {
  type AskedField,
  type FactField,
  type FactForm,
  fieldsOf,
  namesPlace,
  places,
  pointsFit,
  purposes,
  scopesOf,
} from './facts';
import { HoursInput } from './HoursInput';
import { peopleOf } from './peopleOf';

type Props = { kind: string | undefined; view: CaseView; form: FormInstance<FactForm> };

/** What a kind of fact says besides; only what applies is asked. */
export function FactDetail({ kind, view, form }: Props) {
  const scope = Form.useWatch('scope', form);
  useEffect(() => {
    const fitting = scopesOf(kind);
    const given = form.getFieldValue('scope');
    if (given && !fitting.includes(given)) form.setFieldValue('scope', undefined);
    if (kind === 'inconvenient' && !fitting.includes(given)) form.setFieldValue('scope', 'time');
  }, [kind, form]);
  return fieldsOf(kind, scope).map((asked) => (
    <Asked key={`${kind}.${asked.field}`} asked={asked} kind={kind} view={view} form={form} />
  ));
}

function Asked({ asked, kind, view, form }: Props & { asked: AskedField }) {
  const { t } = useTranslation('cases');
  const { field, required } = asked;
  const isCode = field === 'scope' && namesPlace(kind);
  const rules = [
    ...(required ? [{ required: true, message: t('fact.detailMissing') }] : []),
    ...(isCode ? [{ pattern: /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, message: t('fact.placeCodeWrong') }] : []),
  ];
  const initial = field === 'hours' && kind === 'inconvenient' ? ['09:00', '12:00'] : undefined;
  return (
    <Form.Item
      name={field}
      label={t(`fact.${isCode ? 'placeCode' : field}`)}
      rules={rules}
      initialValue={initial}
      normalize={isCode ? (text?: string) => text?.trim().toUpperCase() : undefined}
    >
      <Entry field={field} kind={kind} view={view} form={form} required={required} />
    </Form.Item>
  );
}

type EntryProps = Props & { field: FactField; required: boolean };

/** The control of one field; what else it is given is the form's. */
function Entry({ field, kind, view, form, required, ...control }: EntryProps) {
  const { t } = useTranslation('cases');
  const personId = Form.useWatch('personId', form);
  if (field === 'hours') return <HoursInput {...control} />;
  if (field === 'scope' && namesPlace(kind)) return <Input maxLength={6} placeholder="US-MA" {...control} />;
  if (field === 'at' || field === 'until')
    return <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" {...control} />;
  const words = (list: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: labelOf(t, list, value) }));
  const people = peopleOf(view);
  const points = people.find((one) => one.id === personId)?.points ?? [];
  const options = {
    scope: words('factScope', scopesOf(kind)),
    channel: words('channel', channels),
    place: words('place', places),
    purpose: words('purpose', purposes),
    accountIds: view.accounts.map(({ id, reference }) => ({ value: id, label: reference })),
    toPersonId: people
      .filter((one) => one.id !== personId)
      .map((one) => ({ value: one.id, label: `${one.name} · ${labelOf(t, 'partyRole', one.role)}` })),
    contactPointId: points
      .filter((point) => pointsFit(kind, point.kind))
      .map((point) => ({
        value: point.id,
        label: `${labelOf(t, 'pointKind', point.kind)} ${point.masked}`,
      })),
  }[field];
  return (
    <Select
      options={options}
      allowClear={!required}
      mode={field === 'accountIds' ? 'multiple' : undefined}
      {...control}
    />
  );
}
