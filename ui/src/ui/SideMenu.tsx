import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Link, useLocation } from '@tanstack/react-router';
import { Button, Menu } from 'antd';
import { createElement } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreference, usePreference } from '@/lib/preferences';
import { allows, useMe } from '@/lib/session';
import { navPages } from './nav';

export function SideMenu({ inDrawer = false }: { inDrawer?: boolean }) {
  const { t } = useTranslation('shell');
  const session = useMe();
  const folded = usePreference('menuFolded') && !inDrawer;
  const { pathname } = useLocation();
  const pages = navPages.filter((page) => allows(session, page.anyOf));
  const here = pages.find((page) => (page.path === '/' ? pathname === '/' : pathname.startsWith(page.path)));
  const menu = (
    <Menu
      mode="inline"
      inlineCollapsed={folded}
      selectedKeys={here ? [here.id] : []}
      items={pages.map((page) => ({
        key: page.id,
        icon: createElement(page.icon),
        label: <Link to={page.path}>{t(`nav.${page.id}`)}</Link>,
        title: t(`nav.${page.id}`),
      }))}
    />
  );
  if (inDrawer) return menu;
  return (
    <nav className="dl-side" style={{ width: folded ? 64 : 200 }} aria-label={t('mainMenu')}>
      {menu}
      <Button
        type="text"
        icon={folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        aria-label={t(folded ? 'unfold' : 'fold')}
        onClick={() => setPreference('menuFolded', !folded)}
        style={{ margin: 8 }}
      />
    </nav>
  );
}
