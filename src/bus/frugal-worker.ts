import { type Job, Worker } from 'bullmq';

/**
 * BullMQ's worker over Redis, which asks for jobs once less for each. By itself BullMQ asks for another as soon as it has
 * one, while whoever waits for the answer wants both processes and Redis for herself. Nothing is missed without: a job that
 * is taken leaves its queue's marker, which at once wakes a worker that waits for one, and then it asks.
 */
export class FrugalWorker<Data> extends Worker<Data, void> {
  protected override async moveToActive(token: string, name?: string): Promise<Job<Data, void>> {
    const job = await super.moveToActive(token, name);
    // Told of no other, it takes the queue for empty and waits for the marker. One that got none hears nothing of that
    // here: meanwhile it may have got one as another ended, and has to ask again when its rate allows.
    if (job) await this.nextJobFromJobData();
    return job;
  }
}
