import { Grid } from 'antd';

/** True below 768 px, where tables become lists and the menu a drawer. */
export function useIsPhone(): boolean {
  const screens = Grid.useBreakpoint();
  return screens.md === false;
}
