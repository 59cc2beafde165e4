import { hostedXlsx } from '../support/hosted-xlsx';
import { describeHostContract } from './host-contract';

describeHostContract('xlsx files', hostedXlsx);
