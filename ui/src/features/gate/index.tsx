import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/lib/session';
import { PageHeader } from '@/ui/PageHeader';
import { PersonalData } from '@/ui/PersonalData';
import { Explorer } from './Explorer';
import { Packs } from './Packs';
import './gate.css';

export function GatePage() {
  const { t } = useTranslation('gate');
  const { tab = 'ask' } = useSearch({ from: '/shell/gate' });
  const navigate = useNavigate({ from: '/gate' });
  const readsPacks = useCan('pack.read');
  return (
    <PersonalData>
      <PageHeader title={t('title')} sub={t('sub')} />
      <Tabs
        activeKey={tab}
        onChange={(key) =>
          navigate({ search: (now) => ({ ...now, tab: key === 'packs' ? 'packs' : undefined }) })
        }
        destroyOnHidden
        items={[
          { key: 'ask', label: t('tab.ask'), children: <Explorer /> },
          ...(readsPacks ? [{ key: 'packs', label: t('tab.packs'), children: <Packs /> }] : []),
        ]}
      />
    </PersonalData>
  );
}
