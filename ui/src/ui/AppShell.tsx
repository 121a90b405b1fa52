import { useLocation } from '@tanstack/react-router';
import { Drawer, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClockStrip } from './ClockStrip';
import { EmergencyStrip } from './EmergencyStrip';
import { ErrorBoundary } from './ErrorBoundary';
import { HealthStrip } from './HealthStrip';
import { KeySheet } from './KeySheet';
import { SideMenu } from './SideMenu';
import { TopBar } from './TopBar';
import { useIsPhone } from './useIsPhone';
import { useNotices } from './useNotices';
import { useShellKeys } from './useShellKeys';

type Props = { children: ReactNode; notice: ReactNode; signInAgain: ReactNode | null };

/** The frame around every page: bar, menu, clock strip, what everybody must know, keys, and signing in again over the page. */
export function AppShell({ children, notice, signInAgain }: Props) {
  const { t } = useTranslation('shell');
  const phone = useIsPhone();
  const { pathname } = useLocation();
  const [drawer, setDrawer] = useState(false);
  const [sheet, setSheet] = useState(false);
  useNotices();
  useShellKeys(() => setSheet((open) => !open));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu.
  useEffect(() => setDrawer(false), [pathname]);
  return (
    <>
      <a className="dl-skip" href="#page">
        {t('skip')}
      </a>
      <TopBar phone={phone} onMenu={() => setDrawer(true)} onKeys={() => setSheet(true)} />
      <div className="dl-body">
        {!phone && <SideMenu />}
        <div className="dl-main">
          <ClockStrip />
          {notice}
          <EmergencyStrip />
          <HealthStrip />
          <main id="page" className="dl-page">
            <ErrorBoundary key={pathname}>{children}</ErrorBoundary>
          </main>
        </div>
      </div>
      <Drawer
        placement="left"
        size={280}
        open={phone && drawer}
        onClose={() => setDrawer(false)}
        title={t('product')}
        styles={{ body: { padding: 8 } }}
      >
        <SideMenu inDrawer />
      </Drawer>
      <KeySheet open={sheet} onClose={() => setSheet(false)} />
      <Modal
        open={signInAgain !== null}
        closable={false}
        footer={null}
        title={t('signInAgain')}
        mask={{ closable: false }}
      >
        {signInAgain}
      </Modal>
    </>
  );
}
