import {
  BulbOutlined,
  GlobalOutlined,
  LogoutOutlined,
  MenuOutlined,
  QuestionCircleOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, useLanguage } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { setPreference, usePreference } from '@/lib/preferences';
import { useMe, useSignOut } from '@/lib/session';
import { BrandMark } from './Brand';
import { QuickOpen } from './QuickOpen';

type Props = { phone: boolean; onMenu: () => void; onKeys: () => void };

export function TopBar({ phone, onMenu, onKeys }: Props) {
  const { t } = useTranslation('shell');
  const { institution } = useMe();
  return (
    <header className="dl-bar">
      {phone && <Button type="text" icon={<MenuOutlined />} aria-label={t('mainMenu')} onClick={onMenu} />}
      <Link to="/" className="dl-brand">
        <BrandMark />
        <span>{t('brand')}</span>
        {!phone && <small>{t('otherBrand')}</small>}
      </Link>
      {!phone && <span className="dl-institution">{institution.name}</span>}
      <span className="dl-grow" />
      {!phone && <QuickOpen />}
      {!phone && (
        <Button type="text" icon={<QuestionCircleOutlined />} aria-label={t('keys.title')} onClick={onKeys} />
      )}
      <LanguageSwitch />
      <ThemeSwitch />
      <UserMenu phone={phone} />
    </header>
  );
}

export function LanguageSwitch() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button
      type="text"
      icon={<GlobalOutlined />}
      aria-label={t('switchLanguage')}
      onClick={() => chooseLanguage(other)}
    >
      {t('otherLanguage')}
    </Button>
  );
}

export function ThemeSwitch() {
  const { t } = useTranslation('shell');
  const chosen = usePreference('theme');
  const choices = ['light', 'dark', 'system'] as const;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [chosen],
        items: choices.map((key) => ({
          key,
          label: t(`theme.${key}`),
          onClick: () => setPreference('theme', key),
        })),
      }}
    >
      <Button type="text" icon={<BulbOutlined />} aria-label={t('theme.title')} />
    </Dropdown>
  );
}

function UserMenu({ phone }: { phone: boolean }) {
  const { t } = useTranslation('shell');
  const { staff } = useMe();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const letterKeys = usePreference('letterKeys');
  const roles = staff.roles.map((role) => labelOf(t, 'role', role)).join(' · ');
  const leave = async () => {
    await signOut();
    navigate({ to: '/sign-in' });
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', type: 'group', label: `${staff.displayName} · ${roles}` },
          {
            key: 'keys',
            label: t(letterKeys ? 'keys.off' : 'keys.on'),
            onClick: () => setPreference('letterKeys', !letterKeys),
          },
          { type: 'divider' },
          { key: 'out', icon: <LogoutOutlined />, label: t('signOut'), onClick: leave },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={t('userMenu', { name: staff.displayName })}>
        {phone ? null : staff.displayName}
      </Button>
    </Dropdown>
  );
}
