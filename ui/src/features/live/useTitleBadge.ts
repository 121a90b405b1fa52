import { useEffect } from 'react';

/** Puts the number of open critical alerts before the page's title, for those who look at another tab. */
export function useTitleBadge(count: number): void {
  useEffect(() => {
    const bare = document.title.replace(/^\(\d+\) /, '');
    document.title = count > 0 ? `(${count}) ${bare}` : bare;
    return () => {
      document.title = document.title.replace(/^\(\d+\) /, '');
    };
  }, [count]);
}
