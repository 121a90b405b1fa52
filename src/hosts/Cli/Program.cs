Console.WriteLine("daylight");
