import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';

/** Whether the wording was checked against the published instrument. */
export function Confirmed({ yes }: { yes: boolean }) {
  const { t } = useTranslation('gate');
  return (
    <Tooltip title={yes ? t('confirmedWhy') : t('unconfirmedWhy')}>
      <span className={yes ? 'gt-confirmed' : 'gt-unconfirmed'}>
        {yes ? t('confirmed') : t('unconfirmed')}
      </span>
    </Tooltip>
  );
}
