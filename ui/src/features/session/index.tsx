import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '@/ui/Brand';
import { LanguageSwitch, ThemeSwitch } from '@/ui/TopBar';
import { SignInForm } from './SignInForm';
import './session.css';

export function SignInPage() {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  return (
    <div className="si">
      <Horizon />
      <section className="si-side">
        <div className="si-tools">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <main className="si-form">
          <h1>{t('title')}</h1>
          <p className="dl-muted">{t('sub')}</p>
          <SignInForm onDone={() => navigate({ to: next ?? '/', replace: true })} />
        </main>
      </section>
    </div>
  );
}

function Horizon() {
  const { t } = useTranslation('session');
  return (
    <aside className="si-horizon">
      <span className="si-brand">
        <BrandMark size={34} />
        <span>{t('brand')}</span>
      </span>
      <div className="si-words">
        <p className="si-motto">{t('motto')}</p>
        <ul>
          <li>{t('point1')}</li>
          <li>{t('point2')}</li>
          <li>{t('point3')}</li>
        </ul>
      </div>
      <svg className="si-sun" viewBox="0 0 800 360" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
        <defs>
          <radialGradient id="glow" cx="50%" cy="100%" r="75%">
            <stop offset="0" stopColor="#ffd98a" stopOpacity=".95" />
            <stop offset=".28" stopColor="#ffb65c" stopOpacity=".5" />
            <stop offset="1" stopColor="#ffb65c" stopOpacity="0" />
          </radialGradient>
        </defs>
        <rect width="800" height="360" fill="url(#glow)" />
        <circle cx="400" cy="330" r="92" fill="#ffcf73" />
        <path d="M0 318 Q200 262 400 300 T800 284 V360 H0z" fill="#173a73" />
        <path d="M0 338 Q260 296 520 328 T800 318 V360 H0z" fill="#0e2750" />
      </svg>
    </aside>
  );
}
