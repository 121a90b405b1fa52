import { Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type InstitutionStandingView, type StateInstitutionStandingRequest } from '@/lib/api';
import { serverNow } from '@/lib/clock';
import { dateOnly } from '@/lib/time';
import { useSubmit } from '@/ui/useSubmit';
import { DayField, KnownField } from './KnownField';
import { OpenPermits } from './OpenPermits';

type Props = { standing: InstitutionStandingView; onClose: () => void };

/** A licence that is not held has no last day. */
const stated = (said: StateInstitutionStandingRequest): StateInstitutionStandingRequest => ({
  ...said,
  licensedUntil: said.licensed === true ? (said.licensedUntil ?? null) : null,
});

/** States the whole standing of the institution; what is left open counts as not known. */
export function StateInstitutionStanding({ standing, onClose }: Props) {
  const { t } = useTranslation('people');
  const [form] = Form.useForm<StateInstitutionStandingRequest>();
  const given = Form.useWatch([], form);
  const licensed = given?.licensed === true;
  const { submit, busy } = useSubmit(form, (said) =>
    api.put<InstitutionStandingView>('/institution/standing', stated(said)),
  );
  const { employer: _, statedBy: __, statedAt: ___, ...known } = standing;
  return (
    <Modal
      open
      title={t('standing.edit')}
      okText={t('save')}
      cancelText={t('leave')}
      confirmLoading={busy}
      onOk={async () => {
        if (await submit()) onClose();
      }}
      onCancel={onClose}
    >
      <p className="dl-muted">{t('standing.what')}</p>
      <Form form={form} layout="vertical" initialValues={known} className="ppl-standing-form">
        <KnownField name="listed" label={t('standing.listed')} />
        <DayField name="evaluatedOn" label={t('standing.evaluatedOn')} max={dateOnly(serverNow())} />
        <KnownField name="licensed" label={t('standing.licensed')} />
        {licensed && <DayField name="licensedUntil" label={t('standing.licensedUntil')} />}
        <KnownField name="lenderConsent" label={t('standing.lenderConsent')} />
        <KnownField name="callerIdShown" label={t('standing.callerIdShown')} />
        <KnownField name="premiumRate" label={t('standing.premiumRate')} />
      </Form>
      {given && <OpenPermits supposed={{ institution: stated(given) }} />}
    </Modal>
  );
}
