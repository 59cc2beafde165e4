import { render } from 'preact';
import { App } from '../pages/app';

/** The page that the server hands out at "/". */
render(<App base="" />, document.getElementById('app')!);
