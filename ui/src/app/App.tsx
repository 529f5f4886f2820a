import { RouterProvider, type RouterProviderProps } from 'react-router';
import { Providers } from './providers';

export function App({ router }: Pick<RouterProviderProps, 'router'>) {
  return (
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  );
}
