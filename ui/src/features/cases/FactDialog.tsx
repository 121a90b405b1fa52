import { App, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type CaseView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { useSubmit } from '@/ui/useSubmit';
import { FactDetail } from './FactDetail';
import { type FactForm, factGroups, formsOf, groupNames, requestOf } from './facts';
import { peopleOf } from './peopleOf';

/** Records what became known about a person; the gate reckons with it from then on. */
export function FactDialog({ view, onClose }: { view: CaseView; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const { message } = App.useApp();
  const [form] = Form.useForm<FactForm>();
  const kind = Form.useWatch('kind', form);
  const people = peopleOf(view);
  const { submit, busy } = useSubmit(
    form,
    (given) => api.post('/contacts/facts', requestOf(view.case.id, given)),
    () => {
      message.success(t('factRecorded'));
      onClose();
    },
  );
  return (
    <Modal
      open
      title={t('recordFact')}
      okText={t('record')}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      <p className="dl-muted">{t('factWhy')}</p>
      <Form form={form} layout="vertical" initialValues={{ personId: view.person.id, form: 'oral' }}>
        <Form.Item name="personId" label={t('fact.person')} rules={[{ required: true }]}>
          <Select
            options={people.map((one) => ({
              value: one.id,
              label: `${one.name} · ${labelOf(t, 'partyRole', one.role)}`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="kind"
          label={t('fact.kind')}
          rules={[{ required: true, message: t('fact.kindMissing') }]}
          extra={kind && t(`factHint.${kind}`)}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            listHeight={360}
            options={groupNames.map((group) => ({
              label: t(`factGroup.${group}`),
              options: factGroups[group].map((value) => ({
                value,
                label: labelOf(t, 'factKind', value),
                title: '',
              })),
            }))}
            optionRender={({ value, label }) => (
              <>
                {label}
                <div className="cs-fact-hint">{t(`factHint.${value}`)}</div>
              </>
            )}
          />
        </Form.Item>
        <FactDetail kind={kind} view={view} form={form} />
        <Form.Item name="form" label={t('fact.form')}>
          <Select options={formsOf(kind).map((value) => ({ value, label: labelOf(t, 'factForm', value) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('fact.note')}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
