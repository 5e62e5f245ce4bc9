import { replaceFolder } from "../../src/enrich/replace-folder.ts";

const [folder = "", workspace = "", files = "{}"] = process.argv.slice(2);
replaceFolder(folder, workspace, new Map(Object.entries(JSON.parse(files))));
