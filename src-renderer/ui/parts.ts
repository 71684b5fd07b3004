/** The pieces of the component library this house uses: the one place that names it, so that a change of it is one file. */
export {
  AutoComplete,
  Button,
  Checkbox,
  ConfigProvider,
  Input,
  Popover,
  Radio,
  Segmented,
  Select,
  Switch,
  Tooltip,
} from 'antd'
export { Modal } from './dialog.tsx'
