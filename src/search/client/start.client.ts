/** Starts the worker of the search before the page is complete. */
import { searchWorker } from "./start-worker.ts";

searchWorker();
