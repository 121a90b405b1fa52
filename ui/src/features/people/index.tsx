import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/lib/session';
import { PageHeader } from '@/ui/PageHeader';
import { InstitutionStanding } from './InstitutionStanding';
import { Roles } from './Roles';
import { Staff } from './Staff';
import { type PeopleTab, peopleTabs } from './search';
import { Teams } from './Teams';
import { Tokens } from './Tokens';
import './people.css';

const pages: Record<PeopleTab, ReactNode> = {
  staff: (
    <>
      <InstitutionStanding />
      <Staff />
    </>
  ),
  teams: <Teams />,
  tokens: <Tokens />,
  roles: <Roles />,
};

export function PeoplePage() {
  const { t } = useTranslation('people');
  const { tab = 'staff' } = useSearch({ from: '/shell/people' });
  const navigate = useNavigate({ from: '/people' });
  const manages = useCan('staff.manage');
  const shown = peopleTabs.filter((key) => manages || key === 'staff' || key === 'roles');
  return (
    <>
      <PageHeader title={t('title')} />
      <Tabs
        activeKey={shown.includes(tab) ? tab : 'staff'}
        onChange={(key) => navigate({ search: { tab: key as PeopleTab } })}
        destroyOnHidden
        items={shown.map((key) => ({ key, label: t(`tab.${key}`), children: pages[key] }))}
      />
    </>
  );
}
