/** An id from a place in the window's history, where ids are plain numbers; none stays none. */
export function idOf<Id extends number>(id: number | undefined): Id | null {
  return id === undefined ? null : (id as Id);
}
