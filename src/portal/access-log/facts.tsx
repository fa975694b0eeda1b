export { Facts } from '../common/facts.tsx';
