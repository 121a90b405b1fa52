import { Component, type ReactNode } from 'react';
import { EmptyState } from './EmptyState';

type Props = { children: ReactNode };

/** A view that broke is told and can be tried again; the rest of the console goes on. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <EmptyState kind="failed" error={this.state.error} onRetry={() => this.setState({ error: null })} />
    );
  }
}
