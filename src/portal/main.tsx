import '@digdir/designsystemet-css';
import '@digdir/designsystemet-css/theme.css';
import './style/base.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { isRetried } from './api/problem.ts';
import { App } from './app.tsx';
import { forgetWhenLeft } from './shell/forget-when-left.ts';
import { askAgainForStyles } from './style/ask-again.ts';
import { LanguageProvider } from './texts/language.tsx';

const queries = new QueryClient({
  defaultOptions: { queries: { retry: isRetried, refetchOnWindowFocus: false, staleTime: 30_000 } },
});

forgetWhenLeft();
askAgainForStyles();

const place = document.getElementById('portal');
if (!place) throw new Error('The page has no place for the portal.');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
