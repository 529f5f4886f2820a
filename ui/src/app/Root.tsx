import { useQuery } from '@tanstack/react-query';
import { Outlet } from 'react-router';
import { meQuery } from '@/api/me';
import { ViewBanner } from './ViewBanner';

/** Every page, below the line that says whom one sees it as. */
export function Root() {
  // Only what is known already: the sign-in page asks for nobody.
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  return (
    <>
      {me?.viewedBy ? <ViewBanner name={me.displayName} userName={me.userName} /> : null}
      <Outlet />
    </>
  );
}
