/** What a script would do that got into a page, and what of the content-security policy holds it. */
export const misdeeds: readonly [what: string, directive: string, misbehave: () => unknown][] = [
  [
    'an image of another host (fault F7)',
    'img-src',
    () => {
      new Image().src = 'https://foreign.example/i.png';
    },
  ],
  [
    'a script in the page (fault F6)',
    'TrustedScript',
    () => {
      const script = document.createElement('script');
      script.append('__ran(1000)');
      document.body.append(script);
    },
  ],
  [
    'a handler in markup (fault F6)',
    'require-trusted-types-for',
    () => {
      const button = document.createElement('button');
      try {
        button.setAttribute('onclick', '__ran(1001)');
      } catch {
        // as it should be
      }
      document.body.append(button);
      button.click();
    },
  ],
  [
    'markup out of a text (fault F6)',
    'require-trusted-types-for',
    () => {
      try {
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=__ran(1002)>');
      } catch {
        // as it should be
      }
    },
  ],
  [
    'code out of a text (fault F6)',
    'require-trusted-types-for',
    () => {
      try {
        setTimeout('__ran(1003)');
      } catch {
        // as it should be
      }
    },
  ],
  [
    'a style without the nonce (fault F6)',
    'style-src-elem',
    () => {
      const style = document.createElement('style');
      style.append('* { color: red }');
      document.head.append(style);
    },
  ],
  [
    'a style in markup (fault F6)',
    'style-src-attr',
    () => {
      document.body.setAttribute('style', 'background: url(https://foreign.example/b)');
    },
  ],
  [
    'a call to another host (fault F6)',
    'connect-src',
    () => {
      fetch('https://foreign.example/c').catch(() => {});
    },
  ],
  [
    'a frame (fault F6)',
    'frame-src',
    () => {
      const frame = document.createElement('iframe');
      frame.src = 'https://foreign.example/f';
      document.body.append(frame);
    },
  ],
  [
    'a form to anywhere (fault F6)',
    'form-action',
    () => {
      const form = document.createElement('form');
      form.action = 'https://foreign.example/s';
      document.body.append(form);
      form.submit();
    },
  ],
  [
    'another base (fault F6)',
    'base-uri',
    () => {
      const base = document.createElement('base');
      base.href = 'https://foreign.example/';
      document.head.append(base);
    },
  ],
  [
    'a worker (fault F6)',
    'require-trusted-types-for',
    () => {
      try {
        new Worker(URL.createObjectURL(new Blob(['1'])));
      } catch {
        // as it should be
      }
    },
  ],
];
