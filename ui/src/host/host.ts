/** What carries a call to the use-cases and brings their events back. Two exist: Tauri and HTTP. */
export type Host = {
  /**
   * Sends one call. Rejects with whatever the other side answered instead of an output; `client`
   * makes an `AppError` of it.
   */
  invoke(name: string, input: unknown, requestId: string): Promise<unknown>;
  /** Hears every event of the desk until the returned function is called. */
  listen(handler: (event: unknown) => void): () => void;
  /** Scales the whole window; 100 is its own size. */
  setZoom(percent: number): void;
};
