import { setNonce } from 'get-nonce';

const mark = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');

/**
 * What the hub gave this page for the style elements that components make: without it the
 * content-security policy leaves them without effect. Empty where another server serves the page.
 */
export const styleNonce = mark?.nonce ?? '';

// Dialogs keep the page behind them from scrolling with a style of their own.
setNonce(styleNonce);
