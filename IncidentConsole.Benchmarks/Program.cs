Console.WriteLine("rows: none yet");
