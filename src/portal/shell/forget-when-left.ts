/**
 * A page that the browser has kept in memory while the reader was elsewhere is loaded anew: by then she may have signed
 * out, or opened another patient. It is emptied when it is left, so that nothing is seen before that.
 */
export function forgetWhenLeft(): void {
  addEventListener('pagehide', () => {
    document.body.hidden = true;
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
