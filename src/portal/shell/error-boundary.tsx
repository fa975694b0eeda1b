import { Component, type ReactNode } from 'react';
import { Broken } from './broken.tsx';

/** What breaks in a page is told, and does not take the frame around it along. A class, since React has no other way. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}
