import { useQueryClient } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation, useMatches, useNavigate } from '@tanstack/react-router';
import { Spin } from 'antd';
import { Suspense, useEffect, useRef, useState } from 'react';
import { WindowBanner } from '@/features/history/WindowBanner';
import { SignInForm } from '@/features/session/SignInForm';
import { onSignedOut, type SessionView } from '@/lib/api';
import { allows, useSession } from '@/lib/session';
import { AppShell } from '@/ui/AppShell';
import { EmptyState } from '@/ui/EmptyState';
import { navPages } from '@/ui/nav';

/** Lets signed-in people through, asks the others to sign in, and keeps the page when a session ends under it. */
export function SignedIn() {
  const session = useSession();
  const [ended, endAgain] = useEnded();
  const seen = session.data;
  if (session.isPending) return <Spin fullscreen delay={200} />;
  if (session.isError && !seen)
    return <EmptyState kind="failed" error={session.error} onRetry={() => session.refetch()} />;
  if (!seen) return <ToSignIn />;
  return (
    <AppShell notice={<WindowBanner />} signInAgain={ended ? <SignInForm onDone={endAgain} /> : null}>
      <Suspense fallback={<Spin delay={200} />}>
        <Guarded session={seen} />
      </Suspense>
    </AppShell>
  );
}

/** Goes to sign in, once, remembering where from. The location already changes while that navigation runs. */
function ToSignIn() {
  const navigate = useNavigate();
  const { pathname, href } = useLocation();
  const from = useRef(pathname === '/' ? {} : { next: href });
  useEffect(() => {
    navigate({ to: '/sign-in', search: from.current, replace: true });
  }, [navigate]);
  return null;
}

/** Asks about the page that is drawn, not the one the address already names: the two differ while a page loads. */
function Guarded({ session }: { session: SessionView }) {
  const pathname = useMatches().at(-1)?.fullPath ?? '/';
  const page = navPages.find((one) => (one.path === '/' ? pathname === '/' : pathname.startsWith(one.path)));
  if (!page || allows(session, page.anyOf)) return <Outlet />;
  const first = navPages.find((one) => allows(session, one.anyOf));
  if (pathname === '/' && first) return <Navigate to={first.path} replace />;
  return <EmptyState kind="no-permission" />;
}

function useEnded(): [boolean, () => void] {
  const client = useQueryClient();
  const [ended, setEnded] = useState(false);
  useEffect(() => onSignedOut(() => setEnded(true)), []);
  const again = () => {
    setEnded(false);
    client.invalidateQueries();
  };
  return [ended, again];
}
